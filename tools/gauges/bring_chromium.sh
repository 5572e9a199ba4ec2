#!/bin/sh
# Brings a Chromium for the browser tests: Debian's where apt-get may install it, else Playwright's own.
set -eu
if [ -x /usr/bin/chromium ]; then
    echo "Chromium is there: /usr/bin/chromium"
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's chromium"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
else
    echo "Installing Playwright's Chromium"
    .venv/bin/playwright install --with-deps chromium
fi
