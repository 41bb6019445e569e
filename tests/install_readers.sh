#!/usr/bin/env bash
# Installs what other programs read graphs with, for the tests of the files: graphology
# (Gephi Lite) and cytoscape.js from npm, graph-tool and Tulip from Debian. What cannot
# be had is left out, and its tests are skipped with a reason; nothing here fails.
set -uo pipefail
cd "$(dirname "$0")/readers"
if [ ! -d node_modules/graphology ]; then
  if command -v npm >/dev/null; then
    npm install --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error ||
      echo "npm could not install graphology and cytoscape: their tests will be skipped."
  else
    echo "No npm found: the tests with graphology and cytoscape.js will be skipped."
  fi
fi
if [ "${CI:-}" = true ] && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  for package in python3-graph-tool tulip; do
    dpkg -s "$package" >/dev/null 2>&1 ||
      { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null 2>&1 ||
      echo "$package could not be installed: its test will be skipped."
  done
fi
exit 0
