do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'public.purchase'::regclass and attname = 'placed_at') = 'timestamp(0) without time zone' then
        set local lock_timeout = '500ms';
        alter table public.purchase alter column placed_at type timestamp;
    end if;
end
$$;
