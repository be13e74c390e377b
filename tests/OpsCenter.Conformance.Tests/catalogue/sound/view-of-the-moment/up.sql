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
        drop view recent;
        create view recent as select id, mail from account where created_at > 'now'::timestamp - interval '1 month';
    end if;
end
$$;
