--@ The body of the trigger function of audit_log.
    append_only_body constant pg_catalog.text := pg_catalog.translate($body$
begin
    raise exception using
        errcode = 'object_not_in_prerequisite_state',
        message = format('%I.%I is append-only: %s is refused, nothing was changed', tg_table_schema, tg_table_name, tg_op),
        hint = 'The audit trail keeps every row as it was written. Insert a row that corrects the earlier one.',
        schema = tg_table_schema,
        table = tg_table_name;
end
$body$, E'\r', '');
    append_only_function pg_catalog.text;
