do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not coalesce((
        select col_description(attrelid, attnum) from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'region' and not attisdropped
    ) = 'made by: adds-a-column-that-inserts-must-name', false)
    then
        set local lock_timeout = '500ms';
        alter table public.customer add column region text not null default 'none';
        alter table public.customer alter column region drop default;
        comment on column public.customer.region is 'made by: adds-a-column-that-inserts-must-name';
    end if;
end
$$;
