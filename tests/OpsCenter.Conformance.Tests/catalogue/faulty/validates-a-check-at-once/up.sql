do $$
begin
    perform pg_advisory_xact_lock(hashtext('validates-a-check-at-once'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'grade' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column grade integer default 0;
        alter table customer add constraint customer_grade check (grade >= 0);
        comment on column customer.grade is 'added by: validates-a-check-at-once';
    end if;
end
$$;
