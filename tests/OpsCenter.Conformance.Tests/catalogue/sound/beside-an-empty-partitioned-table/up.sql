do $$
begin
    perform pg_advisory_xact_lock(20310121);
    if not exists (
        select from pg_attribute
        where attrelid = 'public.reader'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table public.reader add column phone varchar(40);
        comment on column public.reader.phone is 'added by: beside-an-empty-partitioned-table';
    end if;
end
$$;
