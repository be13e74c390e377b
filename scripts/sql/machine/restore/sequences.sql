--@ Where the sequences of a table have to stand. Fills: sequences, steps.
            number_base := 0;
            if counted.again > 0 then
                execute format('select greatest((select max(t.%1$I) from %2$s as t), (select max(s.%1$I) from (%3$s) as s))', key_columns[1], target.qualified, unioned)
                into number_base;
            end if;
            for other in
                select
                    c.oid as sequence_oid,
                    format('%I.%I', n.nspname, c.relname) as qualified,
                    n.nspname,
                    c.relname,
                    w.name as wanted_name,
                    w.last_value,
                    q.seqincrement,
                    q.seqcache,
                    pg_get_userbyid(c.relowner) as owner
                from (
                    select s.sequence as name, max(s.last_value) as last_value
                    from jsonb_to_recordset(entries) as e (source_schema name, source_table name, sequences jsonb)
                    cross join jsonb_to_recordset(e.sequences) as s (sequence name, last_value bigint)
                    where e.source_schema = target.source_schema and e.source_table = target.source_table
                    group by s.sequence
                    union all
                    select null, 0
                    where counted.again > 0
                        and not exists (
                            select
                            from jsonb_to_recordset(entries) as e (source_schema name, source_table name, sequences jsonb)
                            where e.source_schema = target.source_schema and e.source_table = target.source_table and e.sequences <> '[]'
                        )
                ) as w
                left join lateral (
                    -- Named as then; or, renamed since, the table's only one.
                    select c.*
                    from pg_depend as d
                    join pg_class as c on c.oid = d.objid and c.relkind = 'S'
                    where d.classid = 'pg_class'::regclass
                        and d.refclassid = 'pg_class'::regclass
                        and d.refobjid = target.table_oid
                        and d.deptype in ('a', 'i')
                    order by c.relname = w.name desc, c.oid
                    limit 1
                ) as c on true
                left join pg_namespace as n on n.oid = c.relnamespace
                left join pg_sequence as q on q.seqrelid = c.oid
            loop
                if other.sequence_oid is null then
                    obstacles := obstacles || format('sequence %I, whose position is archived, does not belong to %s any more. Make it a column''s again: alter sequence ... owned by %2$s. ...;',
                        other.wanted_name, target.qualified);
                    continue;
                elsif not has_sequence_privilege(other.sequence_oid, 'SELECT') or not has_sequence_privilege(other.sequence_oid, 'UPDATE') then
                    obstacles := obstacles || format('role %I may not set sequence %s. Its owner (%I) has to run: grant select, update on sequence %2$s to %1$I;',
                        current_user, other.qualified, other.owner);
                    continue;
                end if;
                execute format('select case when s.is_called then s.last_value else s.last_value - %s end from %s as s', other.seqincrement, other.qualified)
                into drawn;
                if counted.again > 0 then
                    number_base := greatest(number_base, drawn, other.last_value);
                    work := jsonb_set(work, array[(jsonb_array_length(work) - 1)::text, 'base'], to_jsonb(number_base));
                    other.last_value := number_base + counted.again;
                end if;
                continue when drawn >= other.last_value;
                sequences := sequences || jsonb_build_object('sequence_oid', other.sequence_oid, 'qualified', other.qualified,
                    'last_value', other.last_value, 'increment', other.seqincrement, 'by_one', other.seqincrement = 1 and other.seqcache = 1);
                steps := steps || jsonb_build_object('kind', 'OCRES', 'object', 'sequence', 'schema', other.nspname, 'table', target.source_table, 'name', other.relname,
                    'message', format('sequence %s %s forward to %s', other.qualified, case when planning then 'would be set' else 'set' end, other.last_value));
            end loop;
