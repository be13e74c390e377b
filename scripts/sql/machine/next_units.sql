--@ Leaves the units to the runner. Needs: online, planning, units, work_role.
    if online and not planning then
        if work_role is not null then
            select jsonb_agg(u.value || jsonb_build_object('role', work_role) order by u.ordinal)
            into units
            from jsonb_array_elements(units) with ordinality as u (value, ordinal);
        end if;
        perform set_config('opscenter.next', coalesce(nullif(units, '[]')::text, ''), false);
    end if;
