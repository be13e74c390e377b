do $$
begin
    perform pg_advisory_xact_lock(hashtextextended('meter migration', 0));
    if not exists (
        select from pg_attribute
        where attrelid = 'public.reading'::regclass and attname = 'meter' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table public.reading add column meter varchar(40);
        comment on column public.reading.meter is 'added by: meter migration';
    end if;
end
$$;
