do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (select from pg_inherits where inhrelid = 'public.visit_2025'::regclass) then
        set local lock_timeout = '500ms';
        alter table public.visit detach partition public.visit_2025;
        refresh materialized view public.visits;
    end if;
end
$$;
