do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.open_purchase') is not null then
        set local lock_timeout = '500ms';
        drop view public.open_purchase cascade;
    end if;
end
$$;
