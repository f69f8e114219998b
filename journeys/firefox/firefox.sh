#!/bin/sh
# geckodriver has the whole browser end when the process of one page does; journeys end such processes on purpose.
unset MOZ_CRASHREPORTER_SHUTDOWN
debian=/usr/bin/firefox-esr
if [ -x "$debian" ]; then exec "$debian" "$@"; fi
exec /usr/bin/firefox "$@"
