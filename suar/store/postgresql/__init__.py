"""PostgreSQL with the organisation set at each checkout."""

APP_ROLE = "suar_app"  # owns no table, so that row-level security binds it
