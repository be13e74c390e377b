--@ Remembers the settings that the script changes, to put them back at its end.
    caller_settings := pg_catalog.jsonb_build_object(
        'search_path', pg_catalog.current_setting('search_path'),
        'role', pg_catalog.current_setting('role'),
        'lock_timeout', pg_catalog.current_setting('lock_timeout'),
        'jit', pg_catalog.current_setting('jit'),
        'plan_cache_mode', pg_catalog.current_setting('plan_cache_mode'),
        'quote_all_identifiers', pg_catalog.current_setting('quote_all_identifiers'){{after_settings}}
