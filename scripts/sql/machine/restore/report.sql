--@ Reports the steps and the outcome.
    ---------------------------------------------------------------------------------------------------------------------------
    -- Say it
    ---------------------------------------------------------------------------------------------------------------------------

--@include machine/plan_obstacles.sql
    for step in
        select s.kind, s.object, s.schema, s."table", s.name, s.message
        from jsonb_to_recordset(steps) as s (kind text, object text, schema text, "table" text, name text, message text)
    loop
        raise notice using
            errcode = step.kind,
            message = step.message,
            schema = coalesce(step.schema, ''),
            table = coalesce(step."table", ''),
            constraint = coalesce(step.name, ''),
            datatype = coalesce(step.object, '');
    end loop;

    raise info using
        errcode = 'OCEND',
        message = case
            when cardinality(obstacles) > 0 then 'The archive of {{Release}} would not be restored. Nothing was changed.'
            when cardinality(numbers) = 0 then 'There is nothing to restore: no complete archive of {{Release}} is unrestored. Nothing was changed.'
            else format('%s %s and values of %s %s%s from archive %s.%s',
                rows_restored, case rows_restored when 1 then 'row' else 'rows' end,
                values_restored, case values_restored when 1 then 'row of V1' else 'rows of V1' end,
                case when planning then ' would be restored' else ' were restored' end,
                array_to_string(numbers, ', '),
                case when planning then ' Nothing was changed.' else ' The archive stays as it is.' end)
        end;

    -- For a program that checks what was written: the tables of V1 by OID, each with its number of updated rows.
    perform set_config('opscenter.result', jsonb_build_object(
        'archives', to_jsonb(numbers), 'rows', rows_restored, 'values', values_restored, 'updated', updated)::text, true);
