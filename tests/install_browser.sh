#!/usr/bin/env bash
# Installs Chromium and its driver from Debian for the browser tests, where that is
# possible. Elsewhere the tests use an installed Chromium or are skipped with a reason.
set -euo pipefail
if command -v chromedriver >/dev/null && { command -v chromium || command -v google-chrome; } >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "No Chromium with chromedriver found: the browser tests will be skipped."
  echo "On Debian or Ubuntu: sudo apt-get install chromium chromium-driver"
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null
