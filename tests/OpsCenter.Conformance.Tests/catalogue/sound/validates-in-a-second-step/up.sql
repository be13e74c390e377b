do $$
begin
    perform pg_advisory_xact_lock(hashtext('validates-in-a-second-step'));
    if not exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'grade' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table customer add column grade integer default 0;
        alter table customer add constraint customer_grade check (grade >= 0) not valid;
        comment on column customer.grade is 'added by: validates-in-a-second-step';
    end if;
end
$$;

do $$
begin
    perform pg_advisory_xact_lock(hashtext('validates-in-a-second-step'));
    if exists (
        select from pg_constraint
        where conrelid = 'customer'::regclass and conname = 'customer_grade' and not convalidated
            and exists (
                select from pg_attribute
                where attrelid = conrelid and attname = 'grade' and not attisdropped
                    and col_description(attrelid, attnum) = 'added by: validates-in-a-second-step'
            )
    ) then
        set local lock_timeout = '500ms';
        alter table customer validate constraint customer_grade;
    end if;
end
$$;
