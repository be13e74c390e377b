    wanted_columns pg_catalog.jsonb;
    wanted_keys pg_catalog.jsonb;
    wanted_references pg_catalog.jsonb;
    wanted_indexes pg_catalog.jsonb;

    planning boolean;
    online boolean;
    verb pg_catalog.text;
    caller_settings pg_catalog.jsonb;

    relations pg_catalog.jsonb := '{}';
    steps pg_catalog.jsonb := '[]';
    statements pg_catalog.text[] := '{}';
    units pg_catalog.jsonb := '[]';
    builds pg_catalog.jsonb := '[]';
    altered pg_catalog.oid[] := '{}';
    indexed pg_catalog.oid[] := '{}';
    record_state pg_catalog.text;
    recorded pg_catalog.jsonb := '[]';
    record_schema pg_catalog.record;

    wanted pg_catalog.record;
    relation pg_catalog.record;
    found_column pg_catalog.record;
    step pg_catalog.record;
    clauses pg_catalog.text[];
    differences pg_catalog.text[];
    chosen pg_catalog.name;
    statement pg_catalog.text;
    elsewhere pg_catalog.text;
    is_there boolean;
    is_ours boolean;
    first_step integer;
    has_work boolean;
    summary pg_catalog.text;
