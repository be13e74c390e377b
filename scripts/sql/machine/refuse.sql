--@ Raises every obstacle as one error. Needs: obstacles, planning. Placeholder: refused.
    if cardinality(obstacles) > 0 and not planning then
        raise exception using
            errcode = 'OCREF',
            message = '{{refused}}, nothing was changed. In the way:' || (
                select string_agg(format(E'\n  %s. %s', o.ordinal, o.message), '' order by o.ordinal)
                from unnest(obstacles) with ordinality as o (message, ordinal)),
            hint = 'Fix each and run the script again; it looks at everything before it touches anything.';
    end if;
