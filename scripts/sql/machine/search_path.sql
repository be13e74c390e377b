--@ Resolves every name of the script in pg_catalog from here on.
    -- From here on only pg_catalog is searched, so that no table, function or operator of another schema can stand in.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
    perform set_config('quote_all_identifiers', 'off', true);
