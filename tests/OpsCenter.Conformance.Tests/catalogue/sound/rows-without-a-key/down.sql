do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_attribute
        where attrelid = 'public.measure'::regclass and attname = 'note' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: rows-without-a-key'
    ) then
        set local lock_timeout = '500ms';
        alter table public.measure drop column note;
    end if;
end
$$;
