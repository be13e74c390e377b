do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (select from pg_inherits where inhrelid = 'public.visit_2024'::regclass) then
        set local lock_timeout = '500ms';
        alter table public.visit attach partition public.visit_2024 for values from ('2024-01-01') to ('2025-01-01');
    end if;
end
$$;
