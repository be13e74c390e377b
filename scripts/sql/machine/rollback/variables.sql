    small constant bigint := 16 * 1024 * 1024; -- bytes that are copied in milliseconds
    planning boolean;
    online boolean;
    discarding boolean;
    discarded pg_catalog.jsonb;
    may_block boolean;
    dropped_verb pg_catalog.text;
    caller_settings pg_catalog.jsonb;

    record_table pg_catalog.oid;
    header pg_catalog.record;
    ours pg_catalog.jsonb := '[]';
    steps pg_catalog.jsonb := '[]';
    obstacles pg_catalog.text[] := '{}';
    statements pg_catalog.text[] := '{}';
    units pg_catalog.jsonb := '[]';
    unfinished pg_catalog.jsonb := '[]';
    drops pg_catalog.text[];
    copying pg_catalog.text;
    catching_up pg_catalog.text;
    capture pg_catalog.name;
    archive_table pg_catalog.name;
    archives pg_catalog.text[] := '{}';
    archive_schema pg_catalog.name;
    number_of_archive integer;
    preparation pg_catalog.text;

    relation pg_catalog.record;
    other pg_catalog.record;
    step pg_catalog.record;
    sequences pg_catalog.jsonb;
    row_count bigint;
    condition pg_catalog.text;
    old_condition pg_catalog.text;
    new_condition pg_catalog.text;
    key_columns pg_catalog.name[];
    value_columns pg_catalog.name[];
    statement pg_catalog.text;
    summary pg_catalog.text;
