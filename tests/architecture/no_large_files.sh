#!/bin/sh
# Refuse files over 600 kB: data and recordings belong elsewhere. Called with the files of a commit.
status=0
for file in "$@"; do
	[ -f "$file" ] || continue
	if [ "$(wc -c <"$file")" -gt 614400 ]; then
		echo "$file is larger than 600 kB"
		status=1
	fi
done
exit $status
