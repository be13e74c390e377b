--@ Settings that make the many small catalog queries fast.
    -- To compile catalog queries that run once would take longer than to run them, and to plan those of a loop each time anew, too.
    perform set_config('jit', 'off', true);
    perform set_config('plan_cache_mode', 'force_generic_plan', true);
