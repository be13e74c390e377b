do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from pg_attribute where attrelid = 'public.account'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table public.account add column phone text;
        comment on column public.account.phone is 'added by: base-that-refuses-drops';
    end if;
end
$$;
