--@ Leaves the units to the runner. Needs: online, units.
    if online then
        perform set_config('opscenter.next', case when units = '[]' then '' else units::text end, false);
    end if;
