--@ Refuses, or writes.
    ---------------------------------------------------------------------------------------------------------------------------
    -- Refuse, or do it
    ---------------------------------------------------------------------------------------------------------------------------

--@include machine/refuse.sql

    if not planning and cardinality(numbers) > 0 then
        -- Sequences first: what others insert meanwhile must not be given an archived number. Few numbers are drawn one by one,
        -- so that the sequence cannot go back whoever draws beside; a leap of many is beyond what anybody could draw in between.
        for other in
            select s.*
            from jsonb_to_recordset(sequences) as s (sequence_oid oid, qualified text, last_value bigint, increment bigint, by_one boolean)
        loop
            execute format('select case when s.is_called then s.last_value else s.last_value - %s end from %s as s', other.increment, other.qualified)
            into drawn;
            if other.by_one and other.last_value - drawn <= 10000 then
                perform nextval(other.sequence_oid::regclass)
                from generate_series(drawn + 1, other.last_value);
            elsif drawn < other.last_value then
                perform setval(other.sequence_oid::regclass, other.last_value);
            end if;
        end loop;

        if not archive_list.has_restored then
            alter table opscenter.archive add column if not exists restored_at timestamp with time zone;
        end if;
        execute 'update opscenter.archive as a set restored_at = clock_timestamp() where a.pair = $2 and a.migration = ''{{release}}'' and a.archive_number = any ($1) and a.restored_at is null'
        using numbers, pair_number;
        get diagnostics row_count = row_count;
        if row_count <> jsonb_array_length(entries) then
            raise exception using
                errcode = 'OCREF',
                message = 'The archive of {{Release}} was not restored, nothing was changed: somebody changed opscenter.archive meanwhile.',
                hint = 'Run the script again.';
        end if;

        for target in
            select w.*
            from jsonb_array_elements(work) with ordinality as e (value, ordinal)
            cross join jsonb_to_record(e.value)
                as w (table_oid oid, is_new boolean, rows bigint, base bigint, look text, statement text, triggers jsonb)
            where w.rows > 0
            order by e.ordinal
        loop
            for other in
                select g.value ->> 'off' as statement
                from jsonb_array_elements(coalesce(target.triggers, '[]')) with ordinality as g (value, ordinal)
                order by g.ordinal
            loop
                execute other.statement;
            end loop;

            if target.is_new then
                execute target.statement
                using target.base;
                get diagnostics row_count = row_count;
            else
                -- Under the rows' locks: what others do to V1's columns meanwhile is not taken for ours.
                execute target.look
                into before;
                execute target.statement
                into counted;
                row_count := counted.number;
                if before.number <> counted.number or before.hash <> counted.hash then
                    raise exception using
                        errcode = 'OCREF',
                        message = format('The archive of {{Release}} was not restored, nothing was changed: writing the values back would have changed other columns of %s.',
                            target.table_oid::regclass),
                        hint = 'Something answers an UPDATE of that table. Nothing was committed; look at its triggers, rules and generated columns.';
                end if;
                updated := updated || counted.relations;
            end if;
            if row_count <> target.rows then
                raise exception using
                    errcode = 'OCREF',
                    message = format('The archive of {{Release}} was not restored, nothing was changed: somebody wrote %s meanwhile (%s rows instead of %s).',
                        target.table_oid::regclass, row_count, target.rows),
                    hint = 'Run the script again.';
            end if;

            for other in
                select g.value ->> 'on' as statement
                from jsonb_array_elements(coalesce(target.triggers, '[]')) with ordinality as g (value, ordinal)
                order by g.ordinal
            loop
                execute other.statement;
            end loop;
        end loop;
    end if;
