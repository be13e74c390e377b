do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select attgenerated from pg_attribute where attrelid = 'public.parcel'::regclass and attname = 'price') = '' then
        set local lock_timeout = '500ms';
        alter table public.parcel drop column price, add column price numeric(12, 2) generated always as (weight_kg * price_per_kg) stored;
    end if;
end
$$;
