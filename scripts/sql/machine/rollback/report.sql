--@ Reports the steps and the outcome.
    ---------------------------------------------------------------------------------------------------------------------------
    -- Say it
    ---------------------------------------------------------------------------------------------------------------------------

--@include machine/plan_obstacles.sql
    for step in
        select s.kind, s.object, s.schema, s."table", s.name, s.message
        from jsonb_to_recordset(steps) as s (kind text, object text, schema text, "table" text, name text, message text)
    loop
--@include machine/notice.sql
    end loop;

    select string_agg(format('%s %s', c.number, c.object || case when c.number = 1 then '' when c.object = 'index' then 'es' else 's' end), ', '
        order by array_position(array['table', 'column', 'constraint', 'index', 'function', 'trigger'], c.object))
    into summary
    from (
        select s.object, count(*) as number
        from jsonb_to_recordset(steps) as s (kind text, object text)
        where s.kind = 'OCDRP'
        group by s.object
    ) as c;
    raise info using
        errcode = 'OCEND',
        message = case
            when planning and cardinality(obstacles) > 0 then 'The rollback of {{Release}} would be refused. Nothing was changed.'
            when header.state is null then format('There is no record of {{Release}} in %s: it was never migrated, or is rolled back already. Nothing was changed.',
                coalesce('schema ' || quote_ident(home.schema_name), 'this database'))
            when planning then format('The rollback would drop %s. Nothing was changed.', coalesce(summary, 'nothing'))
            when units <> '[]' then format('The rollback of {{Release}} is begun: %s to do on tables that were there before it.',
                jsonb_array_length(units) || case jsonb_array_length(units) when 1 then ' unit' else ' units' end)
            else format(case when online then '{{Release}} is rolled back. Its last step, after those above: %s dropped%s.'
                else '{{Release}} is rolled back: %s dropped%s.' end, coalesce(summary, 'nothing'),
                case
                    when cardinality(archives) > 0 then ', after their rows were copied to ' || array_to_string(archives, ', ')
                    when discarding then ', their rows with them'
                    else '; no row was in them'
                end)
        end;
