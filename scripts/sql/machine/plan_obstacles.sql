--@ In plan mode the obstacles are steps. Needs: obstacles, planning, steps.
    if planning then
        select steps || coalesce(jsonb_agg(jsonb_build_object('kind', 'OCOBS', 'message', o.message) order by o.ordinal), '[]')
        into steps
        from unnest(obstacles) with ordinality as o (message, ordinal);
    end if;
