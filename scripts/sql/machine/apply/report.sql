--@ Reports the steps and the outcome.
    ---------------------------------------------------------------------------------------------------------------------------
    -- Say it
    ---------------------------------------------------------------------------------------------------------------------------

    for step in
        select s.kind, s.object, s.schema, s."table", s.name, s.message
        from rows from (
            jsonb_to_recordset(steps) as (kind text, object text, schema text, "table" text, name text, message text)
        ) with ordinality as s (kind, object, schema, "table", name, message, place)
        where planning
            or s.kind in ('OCDIF', 'OCSKP', 'OCTIP')
            -- What is a unit's is told when the unit is done.
            or (s.kind = 'OCADD' or s.object = 'column' and not s."table" = any (new_tables) and cardinality(statements) > 0) and not (
                s.kind = 'OCADD' and online and s.object in ('column', 'constraint', 'index')
                and relations -> s."table" ->> 'table_oid' is not null)
        -- What stands in the way comes last: psql prints hundreds of lines.
        order by s.kind = 'OCOBS', s.place
    loop
--@include machine/notice.sql
    end loop;

    select string_agg(format('%s %s', c.number, c.object || case when c.number = 1 then '' when c.object = 'index' then 'es' else 's' end), ', '
        order by array_position(array['table', 'column', 'constraint', 'index', 'function', 'trigger'], c.object))
    into summary
    from (
        select s.object, count(*) as number
        from jsonb_to_recordset(steps) as s (kind text, object text, "table" text)
        where s.kind = 'OCADD'
            and not (online and not planning and s.object in ('column', 'constraint', 'index') and relations -> s."table" ->> 'table_oid' is not null)
        group by s.object
    ) as c;
    raise info using
        errcode = 'OCEND',
        message = case
            when planning and exists (select from jsonb_array_elements(steps) as s (value) where s.value ->> 'kind' = 'OCOBS')
                then '{{Release}} would be refused. Nothing was changed.'
            when planning and summary is null then '{{Release}} is already in place. Nothing was changed.'
            when planning then format('{{Release}} would create %s. Nothing was changed.', summary)
            when units <> '[]' then format('{{Release}} is begun in schema %I: %s created, %s more to do on tables that were there before.',
                home.schema_name, coalesce(summary, 'nothing'),
                jsonb_array_length(units) || case jsonb_array_length(units) when 1 then ' unit' else ' units' end)
            when record_state <> 'applied' then format('{{Release}} is in place in schema %I%s.', home.schema_name, ': ' || summary || ' created now')
            when summary is null then format('{{Release}} is already in place in schema %I. Nothing was changed.', home.schema_name)
            else format('{{Release}} is in place in schema %I: %s created, nothing else was changed.', home.schema_name, summary)
        end;
