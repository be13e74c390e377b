do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (
        select pg_get_expr(adbin, adrelid)
        from pg_attrdef join pg_attribute on (attrelid, attnum) = (adrelid, adnum)
        where adrelid = 'public.purchase'::regclass and attname = 'status'
    ) like '''new''%'
    then
        set local lock_timeout = '500ms';
        alter table public.purchase alter column status set default 'open';
    end if;
end
$$;
