do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not (select relrowsecurity from pg_class where oid = 'public.setting'::regclass) then
        set local lock_timeout = '500ms';
        alter table public.setting enable row level security;
    end if;
end
$$;
