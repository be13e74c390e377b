do $$
begin
    perform pg_advisory_xact_lock(hashtextextended('phone migration', 0));
    if not exists (
        select from pg_attribute
        where attrelid = 'account'::regclass and attname = 'phone' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table account add column phone varchar(40);
        comment on column account.phone is 'added by: phone migration';
    end if;
end
$$;
