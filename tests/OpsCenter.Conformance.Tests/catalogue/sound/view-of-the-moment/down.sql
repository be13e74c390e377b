do $$
begin
    perform pg_advisory_xact_lock(hashtextextended('phone migration', 0));
    if exists (
        select from pg_attribute
        where attrelid = 'account'::regclass and attname = 'phone' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: phone migration'
    ) then
        set local lock_timeout = '500ms';
        alter table account drop column phone;
        drop view recent;
        create view recent as select id, mail from account where created_at > 'now'::timestamp - interval '1 month';
    end if;
end
$$;
