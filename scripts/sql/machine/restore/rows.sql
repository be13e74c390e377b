--@ A table of the release: rows. Fills: source, counted, work, steps.
            -------------------------------------------------------------------------------------------------------------------
            -- A table of {{Release}}'s: rows
            -------------------------------------------------------------------------------------------------------------------
            select array_agg(a.attname order by k.ordinal)
            into key_columns
            --@include machine/index_columns.sql
            where i.indrelid = target.table_oid and i.indisprimary and k.ordinal <= i.indnkeyatts;
            if key_columns is null or not key_columns <@ columns then
                obstacles := obstacles || format('table %s has no primary key of archived columns: what is there already cannot be told. Give it the primary key of {{Release}}.',
                    target.qualified);
                continue;
            end if;

            -- Append-only, and numbered by its own sequence: two rows of one number are two rows.
            select cardinality(key_columns) = 1
                and exists (
                    select
                    from pg_trigger as g
                    where g.tgrelid = target.table_oid and g.tgtype = 58 and g.tgenabled <> 'D' and not g.tgisinternal
                )
                and pg_get_serial_sequence(target.qualified, key_columns[1]) is not null
                and not exists (
                    select
                    from pg_constraint as k
                    where k.confrelid = target.table_oid and k.contype = 'f'
                )
            into is_numbered;

            select string_agg(format('t.%I = s.%1$I', k.name), ' and ' order by k.ordinal)
            into joined
            from unnest(key_columns) with ordinality as k (name, ordinal);
            select
                string_agg(format('%I', c.name), ', ' order by c.ordinal),
                'row(' || string_agg(format('s.%I', c.name), ', ' order by c.ordinal) || ')::text',
                'row(' || string_agg(format('t.%I', c.name), ', ' order by c.ordinal) || ')::text'
            into assigned, hashed, written
            from unnest(columns) with ordinality as c (name, ordinal);
            source := case
                when is_numbered then format(
                    'select x.*, row_number() over (partition by x.%1$I order by x.opscenter_number desc) as opscenter_turn '
                    'from (select distinct on (s.%1$I, %2$s) s.* from (%3$s) as s order by s.%1$I, %2$s, s.opscenter_number desc) as x',
                    key_columns[1], hashed, unioned)
                else format('select distinct on (%1$s) s.* from (%2$s) as s order by %1$s, s.opscenter_number desc',
                    (select string_agg(format('s.%I', k.name), ', ' order by k.ordinal) from unnest(key_columns) with ordinality as k (name, ordinal)),
                    unioned)
            end;
            -- One archive has each key once: no need to look for more.
            if not is_numbered and archive_count = 1 then
                source := unioned;
            end if;

            execute format('
                select count(*) as total,
                    count(*) filter (where t.%1$I is not null and %2$s = %3$s) as same,
                    count(*) filter (where t.%1$I is not null and %2$s <> %3$s) as different,
                    count(*) filter (where %6$s and (t.%1$I is null or %2$s <> %3$s)) as again,
                    min(row(%7$s)::text) filter (where t.%1$I is not null and %2$s <> %3$s) as example
                from (%4$s) as s
                left join %5$s as t on %8$s',
                key_columns[1], hashed, written, source, target.qualified,
                case when is_numbered then format('(t.%I is not null or s.opscenter_turn > 1)', key_columns[1]) else 'false' end,
                (select string_agg(format('s.%I', k.name), ', ' order by k.ordinal) from unnest(key_columns) with ordinality as k (name, ordinal)),
                joined)
            into counted;

            if counted.different > 0 and not is_numbered and not keeping then
                obstacles := obstacles || format('%s of %s there now with the same key and other content, the first with (%s) = %s. To leave what is there, and the archived in the archive: set opscenter.on_conflict = ''keep'';',
                    counted.different || case counted.different when 1 then ' archived row' else ' archived rows' end,
                    target.qualified || case counted.different when 1 then ' is' else ' are' end,
                    array_to_string(key_columns, ', '), counted.example);
            end if;

            -- The other unique keys, as far as they are made of columns.
            for other in
                select coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') as predicate, k.*
                from pg_index as i
                join pg_class as c on c.oid = i.indexrelid
                cross join lateral (
                    select
                        string_agg(format(case
                                when to_jsonb(i) ->> 'indnullsnotdistinct' = 'true' then 't.%I is not distinct from s.%1$I'
                                else 't.%I = s.%1$I'
                            end, a.attname), ' and ' order by k.ordinal) as equal,
                        string_agg(format('s.%I', a.attname), ', ' order by k.ordinal) as listed,
                        string_agg(format('s.%I is not null', a.attname), ' and ' order by k.ordinal) as filled,
                        string_agg(quote_ident(a.attname), ', ' order by k.ordinal) as names,
                        bool_and(a.attname = any (columns)) as is_archived
                    from unnest(i.indkey::int2[]) with ordinality as k (attnum, ordinal)
                    join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.attnum
                    where k.ordinal <= i.indnkeyatts
                ) as k
                where i.indrelid = target.table_oid and i.indisunique and not i.indisprimary and i.indexprs is null and k.is_archived
                order by c.relname
            loop
                execute format('
                    select count(*) as number, min(row(%1$s)::text) as example
                    from (select s.* from (%2$s) as s where %3$s and not exists (select from %4$s as t where %5$s)) as s
                    where exists (select from (select t.* from %4$s as t where %3$s) as t where %6$s)',
                    other.listed, source, other.predicate, target.qualified, joined, other.equal)
                into part;
                if part.number > 0 then
                    obstacles := obstacles || format('%s of %s cannot come back: another row has its (%s), the first %s. Change or remove the row that is there.',
                        part.number || case part.number when 1 then ' archived row' else ' archived rows' end, target.qualified, other.names, part.example);
                end if;
                if archive_count > 1 then
                    execute format('
                        select count(*) as number, min(x.example) as example
                        from (
                            select min(row(%1$s)::text) as example
                            from (%2$s) as s
                            where %3$s and %4$s
                            group by %1$s
                            having count(*) > 1
                        ) as x',
                        other.listed, source, other.predicate, other.filled)
                    into part;
                    if part.number > 0 then
                        obstacles := obstacles || format('the archives %s have different rows with the same (%s), the first %s: only one of them can come back to %s. Choose: set opscenter.archive = %L;',
                            archived, other.names, part.example, target.qualified, numbers[cardinality(numbers)]);
                    end if;
                end if;
            end loop;

            if not is_numbered and archive_count > 1 then
                execute format('select count(*) from (select from (%s) as s group by %s having count(distinct %s) > 1) as x',
                    unioned, (select string_agg(format('s.%I', k.name), ', ') from unnest(key_columns) as k (name)), hashed)
                into row_count;
                if row_count > 0 then
                    steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                        'message', format('%s of %s %s in several archives with different content: the newest %s, the older stay in their archives (%s)',
                            row_count || case row_count when 1 then ' row' else ' rows' end, target.qualified,
                            case row_count when 1 then 'is' else 'are' end, case when planning then 'would come back' else 'comes back' end, archived));
                end if;
            end if;

            row_count := counted.total - counted.same - case when is_numbered then 0 else counted.different end;
            work := work || jsonb_build_object('table_oid', target.table_oid, 'is_new', true, 'rows', row_count, 'again', counted.again, 'statement', format(
                'insert into %1$s (%2$s) overriding system value select %3$s from (%4$s) as s where %5$s',
                target.qualified, assigned,
                (
                    select string_agg(case
                            when is_numbered and c.name = key_columns[1] then format(
                                'case when %2$s then $1 + row_number() over (partition by %2$s order by s.opscenter_number, s.%1$I) else s.%1$I end', c.name,
                                format('(s.opscenter_turn > 1 or exists (select from %s as t where %s))', target.qualified, joined))
                            else format('s.%I', c.name)
                        end, ', ' order by c.ordinal)
                    from unnest(columns) with ordinality as c (name, ordinal)
                ),
                source,
                case
                    when is_numbered then format('not exists (select from %s as t where %s and %s = %s)', target.qualified, joined, hashed, written)
                    else format('not exists (select from %s as t where %s)', target.qualified, joined)
                end));
            if row_count > 0 then
                rows_restored := rows_restored + row_count;
                steps := steps || jsonb_build_object('kind', 'OCRES', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s %s of %s %s from %s', row_count, case row_count when 1 then 'row' else 'rows' end, target.qualified, verb, archived));
            end if;
            if counted.same > 0 then
                steps := steps || jsonb_build_object('kind', 'OCKEP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s %s of %s there already, with the same content', counted.same,
                        case counted.same when 1 then 'archived row' else 'archived rows' end,
                        target.qualified || case counted.same when 1 then ' is' else ' are' end));
            end if;
            if counted.different > 0 and keeping and not is_numbered then
                steps := steps || jsonb_build_object('kind', 'OCSKP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s of %s left out: what is there has other content and stays; the archived stay in %s', counted.different
                        || case counted.different when 1 then ' archived row' else ' archived rows' end,
                        target.qualified || case counted.different when 1 then ' is' else ' are' end, archived));
            end if;
            if counted.again > 0 then
                steps := steps || jsonb_build_object('kind', 'OCTIP', 'object', 'table', 'schema', target.source_schema, 'table', target.source_table,
                    'message', format('%s of %s %s a new %s, since another row has its number; the archive keeps the old %s',
                        counted.again || case counted.again when 1 then ' row' else ' rows' end, target.qualified,
                        case when planning then 'would get' when counted.again = 1 then 'got' else 'each got' end, key_columns[1],
                        case counted.again when 1 then 'one' else 'ones' end));
            end if;

