--@ A table that was there before: values, by the key of their rows. Fills: source, others, joined, work, steps.
            -------------------------------------------------------------------------------------------------------------------
            -- A table of V1's: values of {{Release}}'s columns, by the key of their rows
            -------------------------------------------------------------------------------------------------------------------

            -- A row is told by its key if that is unique. If not, by its text, and equal ones take turns: they cannot be told apart.
            select not exists (
                    select
                    from pg_inherits as i
                    join pg_class as c on c.oid = i.inhparent and c.relkind = 'r'
                    where i.inhparent = target.table_oid
                )
                and exists (
                    select
                    from pg_index as i
                    where i.indrelid = target.table_oid and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
                        and not exists (
                            select
                            from unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
                            join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                            where k.ordinal <= i.indnkeyatts and (not a.attname = any (key_columns) or not a.attnotnull)
                        )
                )
            into is_unique;

            if is_unique then
                select string_agg(format('t.%I = s.%1$I', k.name), ' and ' order by k.ordinal),
                    string_agg(format('s.%I', k.name), ', ' order by k.ordinal)
                into joined, hashed
                from unnest(key_columns) with ordinality as k (name, ordinal);
                source := unioned;
            else
                select 'row(' || string_agg(format('x.%I', k.name), ', ' order by k.ordinal) || ')::text'
                into hashed
                from unnest(key_columns) with ordinality as k (name, ordinal);
                source := format('select x.*, %1$s as opscenter_key, row_number() over (partition by x.opscenter_number, %1$s) as opscenter_turn from (%2$s) as x',
                    hashed, unioned);
                others := format(
                    '(select x.tableoid as opscenter_table, x.ctid as opscenter_place, %1$s as opscenter_key, '
                    'row_number() over (partition by %1$s order by x.tableoid, x.ctid) as opscenter_turn from %2$s as x) as p, ',
                    hashed, target.qualified);
                joined := 'p.opscenter_table = t.tableoid and p.opscenter_place = t.ctid and p.opscenter_key = s.opscenter_key and p.opscenter_turn = s.opscenter_turn';
                if exists (
                    select
                    from pg_attribute as a
                    where a.attrelid = target.table_oid and a.attnum > 0 and not a.attisdropped
                        and not a.attname = any (key_columns)
                        and not exists (
                            select
                            from jsonb_to_recordset(recorded) as r (table_oid oid, name name)
                            where r.table_oid = a.attrelid and r.name = a.attname
                        )
                ) then
                    execute format('select count(*) from (select from %1$s as x where %2$s in (select s.opscenter_key from (%3$s) as s) group by %2$s having count(*) > 1) as d',
                        target.qualified, hashed, source)
                    into row_count;
                    if row_count > 0 then
                        obstacles := obstacles || format('%s of (%s) are not unique in %s any more: it cannot be told to which row an archived value belongs. Make them unique again.',
                            row_count || ' archived values', array_to_string(key_columns, ', '), target.qualified);
                        continue;
                    end if;
                end if;
                hashed := 's.opscenter_key, s.opscenter_turn';
            end if;

            -- Of several archives, for each column the newest value that is not the default.
            select string_agg(format(
                    'case when bool_or(s.%1$I::text is distinct from (%2$s)::text) '
                    'then (array_agg(s.%1$I order by s.opscenter_number desc) filter (where s.%1$I::text is distinct from (%2$s)::text))[1] '
                    'else (%2$s)::%3$s end as %1$I',
                    c.name, d.expression, format_type(a.atttypid, a.atttypmod)), ', ' order by c.ordinal),
                string_agg(format('(s.%1$I::text is distinct from (%2$s)::text and t.%1$I::text is not distinct from (%2$s)::text)', c.name, d.expression),
                    ' or ' order by c.ordinal),
                string_agg(format('(s.%1$I::text is distinct from (%2$s)::text and t.%1$I::text is distinct from (%2$s)::text and t.%1$I::text is distinct from s.%1$I::text)',
                    c.name, d.expression), ' or ' order by c.ordinal),
                string_agg(format('%1$I = case when t.%1$I::text is not distinct from (%2$s)::text then s.%1$I else t.%1$I end', c.name, d.expression),
                    ', ' order by c.ordinal),
                string_agg(format('count(distinct s.%1$I::text) filter (where s.%1$I::text is distinct from (%2$s)::text) > 1', c.name, d.expression),
                    ' or ' order by c.ordinal)
            into unioned, written, conflicting, assigned, statement
            from unnest(columns) with ordinality as c (name, ordinal)
            join pg_attribute as a on a.attrelid = target.table_oid and a.attname = c.name and not a.attisdropped
            left join jsonb_to_recordset(recorded) as r (table_oid oid, name name, default_value text)
                on r.table_oid = target.table_oid and r.name = c.name
            cross join lateral (select coalesce(r.default_value, 'null') as expression) as d;
            if archive_count > 1 then
                execute format('select count(*) from (select from (%s) as s group by %s having %s) as x', source, hashed, statement)
                into row_count;
                if row_count > 0 then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                        'message', format('%s of %s %s different values in several archives: the newest %s, the older stay in their archives (%s)',
                            row_count || case row_count when 1 then ' row' else ' rows' end, target.qualified,
                            case row_count when 1 then 'has' else 'have' end, case when planning then 'would come back' else 'come back' end, archived));
                end if;
                source := format('select %1$s, %2$s from (%3$s) as s group by %1$s', hashed, unioned, source);
            end if;
            others := case when is_unique then '' else others end || format('(%s) as s', source);

            execute format('
                select count(*) as matched,
                    (select count(*) from (%1$s) as s) as total,
                    count(*) filter (where %2$s) as writes,
                    count(*) filter (where %3$s) as conflicts,
                    min(row(%4$s)::text) filter (where %3$s) as example
                from %5$s as t, %6$s
                where %7$s',
                source, written, conflicting, hashed, target.qualified, others, joined)
            into counted;

            if counted.conflicts > 0 and not keeping then
                obstacles := obstacles || format('%s of %s now %s another value in a column of {{Release}} (%s) than the archive, the first with (%s) = %s. To leave what is there, and the archived in the archive: set opscenter.on_conflict = ''keep'';',
                    counted.conflicts || case counted.conflicts when 1 then ' row' else ' rows' end,
                    target.qualified, case counted.conflicts when 1 then 'has' else 'have' end,
                    array_to_string(columns, ', '), array_to_string(key_columns, ', '), counted.example);
            end if;
            -- The whole row but {{Release}}'s columns: what must be the same afterwards.
            select 'hashtextextended(row(' || coalesce(string_agg(format('t.%I', a.attname), ', ' order by a.attnum), '') || ')::text, 0)'
            into hashed
            from pg_attribute as a
            where a.attrelid = target.table_oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and not a.attname = any (columns);
            work := work || jsonb_build_object('table_oid', target.table_oid, 'is_new', false, 'rows', counted.writes,
                'look', format(
                    'select count(*) as number, coalesce(sum(x.hash), 0) as hash from (select %s as hash from %s as t, %s where %s and (%s) for no key update of t) as x',
                    hashed, target.qualified, others, joined, written),
                'statement', format(
                    'with written as (update %s as t set %s from %s where %s and (%s) returning t.tableoid as relation, %s as hash) '
                    'select coalesce(sum(x.number), 0) as number, coalesce(sum(x.hash), 0) as hash, coalesce(jsonb_object_agg(x.relation::text, x.number), ''{}'') as relations '
                    'from (select w.relation, count(*) as number, sum(w.hash) as hash from written as w group by w.relation) as x',
                    target.qualified, assigned, others, joined, written, hashed));
            if counted.writes > 0 then
                values_restored := values_restored + counted.writes;
                steps := steps || jsonb_build_object('kind', 'OCRES', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('values of %s %s of %s (%s) %s from %s', counted.writes, case counted.writes when 1 then 'row' else 'rows' end,
                        target.qualified, array_to_string(columns, ', '), verb, archived));
            end if;
            if counted.conflicts > 0 and keeping then
                steps := steps || jsonb_build_object('kind', 'OCSKP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s of %s %s other values now, which stay; the archived stay in %s',
                        counted.conflicts || case counted.conflicts when 1 then ' row' else ' rows' end,
                        target.qualified, case counted.conflicts when 1 then 'has' else 'have' end, archived));
            end if;
            if counted.total > counted.matched then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s of %s, of which values are archived, %s gone: their values stay in %s',
                        (counted.total - counted.matched) || case counted.total - counted.matched when 1 then ' row' else ' rows' end,
                        target.qualified, case counted.total - counted.matched when 1 then 'is' else 'are' end, archived));
            end if;
