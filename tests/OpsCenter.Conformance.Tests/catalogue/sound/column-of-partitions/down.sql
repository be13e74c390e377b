do $$
begin
    perform pg_advisory_xact_lock(hashtextextended('meter migration', 0));
    if exists (
        select from pg_attribute
        where attrelid = 'public.reading'::regclass and attname = 'meter' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: meter migration'
    ) then
        set local lock_timeout = '500ms';
        alter table public.reading drop column meter;
    end if;
end
$$;
