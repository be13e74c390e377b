--@ Table by table: what would be written, and what stands in the way. Fills: work, sequences, steps, obstacles.
    ---------------------------------------------------------------------------------------------------------------------------
    -- Table by table: what would be written, and what stands in the way. Nothing is touched in this part.
    ---------------------------------------------------------------------------------------------------------------------------

    for target in
        select t.*
        from jsonb_array_elements(targets) with ordinality as e (value, ordinal)
        cross join jsonb_to_record(e.value)
            as t (source_schema name, source_table name, is_new boolean, table_oid oid, qualified text, owner name, depth integer)
        order by e.ordinal
    loop
        obstacles_before := cardinality(obstacles);
        if target.table_oid is null then
            obstacles := obstacles || format('table %s, from which rows are archived, does not exist. Run {{forward_script}} (opscenter apply) first; if it was renamed, update source_schema and source_table in opscenter.archive.',
                target.qualified);
            continue;
        end if;

--@include machine/restore/columns.sql

--@include machine/restore/rights.sql

--@include machine/restore/union.sql

        if target.is_new then
--@include machine/restore/rows.sql
            -- Where its sequences have to stand.
--@include machine/restore/sequences.sql
        else
--@include machine/restore/values.sql
        end if;

--@include machine/restore/references.sql

--@include machine/restore/triggers.sql
    end loop;
