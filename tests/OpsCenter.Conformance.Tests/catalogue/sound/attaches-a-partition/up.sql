do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (select from pg_inherits where inhrelid = 'public.visit_2025'::regclass) then
        set local lock_timeout = '500ms';
        alter table public.visit attach partition public.visit_2025 for values from ('2025-01-01') to ('2026-01-01');
        refresh materialized view public.visits;
    end if;
end
$$;
