do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (select from pg_inherits where inhrelid = 'public.visit_2024'::regclass) then
        set local lock_timeout = '500ms';
        alter table public.visit detach partition public.visit_2024;
    end if;
end
$$;
