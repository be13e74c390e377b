do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (
        select pg_get_expr(polqual, polrelid) from pg_policy
        where polrelid = 'public.setting'::regclass and polname = 'setting_read'
    ) <> 'true'
    then
        set local lock_timeout = '500ms';
        alter policy setting_read on public.setting using (true);
    end if;
end
$$;
