do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_attribute
        where attrelid = 'public.account'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: base-that-refuses-drops'
    ) then
        set local lock_timeout = '500ms';
        alter event trigger no_drops disable;
        alter table public.account drop column phone;
        alter event trigger no_drops enable;
    end if;
end
$$;
