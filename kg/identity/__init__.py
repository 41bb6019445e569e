"""Who is who: within one document (`corefer`) and across documents (`resolve`)."""
