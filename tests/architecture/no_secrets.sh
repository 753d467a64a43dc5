#!/bin/sh
# Refuse files that hold a private key of any common kind. Called with the files of a commit.
status=0
for file in "$@"; do
	case "$file" in tests/architecture/no_secrets.sh) continue ;; esac
	if grep -qE 'BEGIN ([A-Z]+ )?PRIVATE KEY|AGE-SECRET-KEY-1[A-Z0-9]{50}' "$file"; then
		echo "$file holds a private key"
		status=1
	fi
done
exit $status
