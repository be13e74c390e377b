do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if (select attgenerated from pg_attribute where attrelid = 'public.parcel'::regclass and attname = 'price') = 's' then
        set local lock_timeout = '500ms';
        alter table public.parcel alter column price drop expression;
    end if;
end
$$;
