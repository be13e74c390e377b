alter table visit alter column guest set not null;
