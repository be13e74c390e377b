do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if obj_description(to_regtype('public.priority'), 'pg_type') is not distinct from 'made by: types-and-functions' then
        set local lock_timeout = '500ms';
        drop view public.lost_purchase;
        drop function public.is_urgent(public.priority);
        drop domain public.share;
        drop type public.priority;
    end if;
end
$$;
