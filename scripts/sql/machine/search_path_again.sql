--@ First in every exception handler.
        -- The error has taken the settings of the block back, and with them the search_path.
        perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
