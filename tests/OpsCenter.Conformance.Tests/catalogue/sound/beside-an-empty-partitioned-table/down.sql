do $$
begin
    perform pg_advisory_xact_lock(20310121);
    if exists (
        select from pg_attribute
        where attrelid = 'public.reader'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: beside-an-empty-partitioned-table'
    ) then
        set local lock_timeout = '500ms';
        alter table public.reader drop column phone;
    end if;
end
$$;
