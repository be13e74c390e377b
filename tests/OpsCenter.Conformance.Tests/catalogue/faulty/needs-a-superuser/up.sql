do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from pg_attribute
        where attrelid = 'public.customer'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        set local session_replication_role = 'replica';
        alter table public.customer add column phone varchar(40);
        comment on column public.customer.phone is 'added by: phone migration';
    end if;
end
$$;
