do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from information_schema.columns where table_name = 'customer' and column_name = 'phone'
    ) then
        set local lock_timeout = '500ms';
        alter table public.customer add column phone varchar(40);
        comment on column public.customer.phone is 'added by: phone migration';
    end if;
end
$$;
